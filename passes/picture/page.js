'use strict';
(() => {
  const $ = (q) => document.querySelector(q);
  const form = $('form'), table = $('table');
  if (!table) return;
  const body = table.tBodies[0], rows = Array.from(body.rows), status = $('[role=status]');
  const marks = Array.from(document.querySelectorAll('[data-rows]'), (el) => [el, el.dataset.rows.split(' ')]);
  const collator = new Intl.Collator('en', {numeric: true});
  const text = new Map(rows.map((r) => [r, r.textContent.toLowerCase()]));

  const list = (r, name) => (r.dataset[name] || '').split(' ');
  const shown = (r) => {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    return words.every((w) => text.get(r).includes(w)) &&
      ['kind', 'signal', 'program', 'outcome'].every((n) => !form[n].value || list(r, n).includes(form[n].value)) &&
      (!form.bad.checked || r.classList.contains('bad'));
  };

  // paint dims what is drawn for none of the rows in on.
  const paint = (on) => {
    for (const [el, ids] of marks) el.classList.toggle('off', !ids.some((id) => on.has(id)));
  };
  let on = new Set();

  function filter() {
    on = new Set();
    for (const r of rows) {
      r.hidden = !shown(r);
      if (!r.hidden) on.add(r.dataset.row);
    }
    paint(on);
    status.textContent = on.size === rows.length ? `All ${rows.length} shown` : `${on.size} of ${rows.length} shown`;
    $('.none').hidden = on.size > 0;
  }

  function key(r, i) {
    const cell = r.cells[i];
    return cell.dataset.key || cell.textContent.trim();
  }

  function sort(th) {
    const i = th.cellIndex, down = th.getAttribute('aria-sort') === 'ascending';
    for (const other of th.parentNode.cells) other.removeAttribute('aria-sort');
    th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const order = rows.slice().sort((a, b) =>
      (down ? -1 : 1) * collator.compare(key(a, i), key(b, i)) || a.dataset.row - b.dataset.row);
    body.append(...order);
  }

  for (const th of table.tHead.rows[0].cells) {
    const b = document.createElement('button');
    b.type = 'button';
    b.append(...th.childNodes);
    b.addEventListener('click', () => sort(th));
    th.append(b);
  }
  for (const [el, ids] of marks) {
    el.addEventListener('pointerenter', () => paint(new Set(ids)));
    el.addEventListener('pointerleave', () => paint(on));
  }
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (e) => e.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter));
  filter();
})();
