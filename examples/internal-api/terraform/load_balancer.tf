resource "aws_lb" "api" {
  name                       = "rates-api"
  load_balancer_type         = "application"
  internal                   = true
  subnets                    = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  security_groups            = [aws_security_group.api_load_balancer.id]
  drop_invalid_header_fields = true
}

resource "aws_lb_target_group" "api" {
  name        = "rates-api"
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
  certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/44444444-4444-4444-8444-444444444444"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}
