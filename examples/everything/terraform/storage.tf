# Volume data of worker.
resource "aws_efs_file_system" "worker_data" {
  encrypted = true

  tags = {
    Name = "shop-worker-data"
  }
}

resource "aws_efs_mount_target" "worker_data_private_a" {
  file_system_id  = aws_efs_file_system.worker_data.id
  subnet_id       = aws_subnet.private_a.id
  security_groups = [aws_security_group.worker_file_systems.id]
}

resource "aws_efs_mount_target" "worker_data_private_b" {
  file_system_id  = aws_efs_file_system.worker_data.id
  subnet_id       = aws_subnet.private_b.id
  security_groups = [aws_security_group.worker_file_systems.id]
}

# Whoever the container runs as, files belong to one owner, so any image can write here.
resource "aws_efs_access_point" "worker_data" {
  file_system_id = aws_efs_file_system.worker_data.id

  tags = {
    Name = "shop-worker-data"
  }

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/data"

    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "0755"
    }
  }
}

# Volume cache of worker.
resource "aws_efs_file_system" "worker_cache" {
  encrypted = true

  tags = {
    Name = "shop-worker-cache"
  }
}

resource "aws_efs_mount_target" "worker_cache_private_a" {
  file_system_id  = aws_efs_file_system.worker_cache.id
  subnet_id       = aws_subnet.private_a.id
  security_groups = [aws_security_group.worker_file_systems.id]
}

resource "aws_efs_mount_target" "worker_cache_private_b" {
  file_system_id  = aws_efs_file_system.worker_cache.id
  subnet_id       = aws_subnet.private_b.id
  security_groups = [aws_security_group.worker_file_systems.id]
}
