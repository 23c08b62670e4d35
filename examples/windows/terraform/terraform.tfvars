render_image = "reports/render:2019"
