batch_image = "billing/batch:8"
