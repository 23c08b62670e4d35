front_image  = "shop/front:5.0"
orders_image = "shop/orders:5.0"
stock_image  = "shop/stock:5.0"
