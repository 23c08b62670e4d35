intake_image = "claims/intake:12"
