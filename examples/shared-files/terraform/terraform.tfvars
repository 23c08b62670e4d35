importer_image = "archive/importer:2024-11"
