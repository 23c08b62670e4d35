api_image = "rates/api:1.9"
