resource "aws_lb" "api" {
  name                       = "shop-api"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_groups            = [aws_security_group.api_load_balancer.id]
  drop_invalid_header_fields = true
}

resource "aws_lb_target_group" "api" {
  name        = "shop-api"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.main.id

  health_check {
    protocol = "HTTP"
    path     = "/health"
  }
}

resource "aws_lb_listener" "api" {
  load_balancer_arn = aws_lb.api.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/44444444-4444-4444-8444-444444444444"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}

resource "aws_lb" "feed" {
  name               = "shop-feed"
  load_balancer_type = "network"
  internal           = true
  subnets            = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_groups    = [aws_security_group.feed_load_balancer.id]
}

resource "aws_lb_target_group" "feed" {
  name        = "shop-feed"
  port        = 9000
  protocol    = "TCP"
  target_type = "ip"
  vpc_id      = aws_vpc.main.id

  health_check {
    protocol = "TCP"
  }
}

resource "aws_lb_listener" "feed" {
  load_balancer_arn = aws_lb.feed.arn
  port              = 9001
  protocol          = "TCP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.feed.arn
  }
}
