# Volume documents of importer.
resource "aws_efs_file_system" "importer_documents" {
  encrypted = true

  tags = {
    Name = "archive-importer-documents"
  }
}

resource "aws_efs_mount_target" "importer_documents_private_a" {
  file_system_id  = aws_efs_file_system.importer_documents.id
  subnet_id       = aws_subnet.private_a.id
  security_groups = [aws_security_group.importer_file_systems.id]
}

resource "aws_efs_mount_target" "importer_documents_private_b" {
  file_system_id  = aws_efs_file_system.importer_documents.id
  subnet_id       = aws_subnet.private_b.id
  security_groups = [aws_security_group.importer_file_systems.id]
}

# Whoever the container runs as, files belong to one owner, so any image can write here.
resource "aws_efs_access_point" "importer_documents" {
  file_system_id = aws_efs_file_system.importer_documents.id

  tags = {
    Name = "archive-importer-documents"
  }

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/documents"

    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "0755"
    }
  }
}
