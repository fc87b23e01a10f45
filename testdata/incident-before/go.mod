module example.com/logdevice

go 1.26
