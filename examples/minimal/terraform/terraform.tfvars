app_image = "demo/app:1.0"
