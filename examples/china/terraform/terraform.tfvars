app_image = "payroll/run:2"
