app_image = "permits/web:4"
