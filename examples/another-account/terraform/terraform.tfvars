app_image = "210987654321.dkr.ecr.eu-west-2.amazonaws.com/shared/viewer:7.1"
