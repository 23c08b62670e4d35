api_image    = "shop/api:1.4.2"
worker_image = "210987654321.dkr.ecr.us-east-1.amazonaws.com/shared/worker@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
feed_image   = "shop/feed:7"
