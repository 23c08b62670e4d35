sender_image = "mail/sender:1"
