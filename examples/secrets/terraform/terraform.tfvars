api_image = "ledger/api:3.2"
