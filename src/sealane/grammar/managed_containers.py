"""AWS-managed policies: containers. Generated: do not edit.

Written by `tests/tools/write_managed_policies.py` from the policies that moto collects from AWS:
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
"""

from __future__ import annotations

from typing import Final

# Name to path, default version, day of that version, and document.
POLICIES: Final[dict[str, tuple[str, str, str, str]]] = {
    "AWSAppMeshEnvoyAccess": (
        "/",
        "v1",
        "2019-07-03",
        """{"Statement": [{"Action": ["appmesh:StreamAggregatedResources"], "Effect": "Allow", "Resource": "*"}],
"Version": "2012-10-17"}""",
    ),
    "AmazonEC2ContainerRegistryFullAccess": (
        "/",
        "v3",
        "2020-12-05",
        """{"Statement": [{"Action": ["ecr:*", "cloudtrail:LookupEvents"], "Effect": "Allow", "Resource": "*"},
{"Action": ["iam:CreateServiceLinkedRole"], "Condition": {"StringEquals": {"iam:AWSServiceName":
["replication.ecr.amazonaws.com"]}}, "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonEC2ContainerRegistryPowerUser": (
        "/",
        "v3",
        "2019-12-10",
        """{"Statement": [{"Action": ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability",
"ecr:GetDownloadUrlForLayer", "ecr:GetRepositoryPolicy", "ecr:DescribeRepositories", "ecr:ListImages",
"ecr:DescribeImages", "ecr:BatchGetImage", "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview",
"ecr:ListTagsForResource", "ecr:DescribeImageScanFindings", "ecr:InitiateLayerUpload",
"ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"], "Effect": "Allow", "Resource": "*"}],
"Version": "2012-10-17"}""",
    ),
    "AmazonEC2ContainerRegistryPullOnly": (
        "/",
        "v1",
        "2024-10-04",
        """{"Statement": [{"Action": ["ecr:GetAuthorizationToken", "ecr:BatchGetImage",
"ecr:GetDownloadUrlForLayer", "ecr:BatchImportUpstreamImage"], "Effect": "Allow", "Resource": "*"}],
"Version": "2012-10-17"}""",
    ),
    "AmazonEC2ContainerRegistryReadOnly": (
        "/",
        "v3",
        "2019-12-10",
        """{"Statement": [{"Action": ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability",
"ecr:GetDownloadUrlForLayer", "ecr:GetRepositoryPolicy", "ecr:DescribeRepositories", "ecr:ListImages",
"ecr:DescribeImages", "ecr:BatchGetImage", "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview",
"ecr:ListTagsForResource", "ecr:DescribeImageScanFindings"], "Effect": "Allow", "Resource": "*"}],
"Version": "2012-10-17"}""",
    ),
    "AmazonEC2ContainerServiceEventsRole": (
        "/service-role/",
        "v3",
        "2023-03-06",
        """{"Statement": [{"Action": ["ecs:RunTask"], "Effect": "Allow", "Resource": ["*"]}, {"Action":
"iam:PassRole", "Condition": {"StringLike": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
"Effect": "Allow", "Resource": ["*"]}, {"Action": "ecs:TagResource", "Condition": {"StringEquals":
{"ecs:CreateAction": ["RunTask"]}}, "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonEC2ContainerServiceRole": (
        "/service-role/",
        "v2",
        "2016-08-11",
        """{"Statement": [{"Action": ["ec2:AuthorizeSecurityGroupIngress", "ec2:Describe*",
"elasticloadbalancing:DeregisterInstancesFromLoadBalancer", "elasticloadbalancing:DeregisterTargets",
"elasticloadbalancing:Describe*", "elasticloadbalancing:RegisterInstancesWithLoadBalancer",
"elasticloadbalancing:RegisterTargets"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonEC2ContainerServiceforEC2Role": (
        "/service-role/",
        "v10",
        "2026-02-12",
        """{"Statement": [{"Action": ["ec2:DescribeTags", "ecs:CreateCluster", "ecs:DeregisterContainerInstance",
"ecs:DiscoverPollEndpoint", "ecs:Poll", "ecs:RegisterContainerInstance", "ecs:StartTelemetrySession",
"ecs:UpdateContainerInstancesState", "ecs:Submit*", "ecr:GetAuthorizationToken",
"ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage",
"logs:CreateLogStream", "logs:PutLogEvents"], "Effect": "Allow", "Resource": "*"}, {"Action":
"ecs:TagResource", "Condition": {"StringEquals": {"ecs:CreateAction": ["CreateCluster",
"RegisterContainerInstance"]}}, "Effect": "Allow", "Resource": "*"}, {"Action":
["ecs:ListTagsForResource"], "Effect": "Allow", "Resource": ["arn:aws:ecs:*:*:task/*/*",
"arn:aws:ecs:*:*:container-instance/*/*"]}], "Version": "2012-10-17"}""",
    ),
    "AmazonECSInfrastructureRolePolicyForLoadBalancers": (
        "/",
        "v6",
        "2026-02-12",
        """{"Statement": [{"Action": ["elasticloadbalancing:DescribeListeners",
"elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups",
"elasticloadbalancing:DescribeTargetHealth"], "Effect": "Allow", "Resource": "*", "Sid":
"ELBReadOperations"}, {"Action": ["elasticloadbalancing:RegisterTargets",
"elasticloadbalancing:DeregisterTargets"], "Effect": "Allow", "Resource":
"arn:aws:elasticloadbalancing:*:*:targetgroup/*/*", "Sid": "TargetGroupOperations"}, {"Action":
"elasticloadbalancing:ModifyListener", "Effect": "Allow", "Resource":
["arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*"], "Sid": "ALBModifyListeners"}, {"Action":
"elasticloadbalancing:ModifyListener", "Effect": "Allow", "Resource":
["arn:aws:elasticloadbalancing:*:*:listener/net/*/*/*"], "Sid": "NLBModifyListeners"}, {"Action":
"elasticloadbalancing:ModifyRule", "Effect": "Allow", "Resource":
["arn:aws:elasticloadbalancing:*:*:listener-rule/app/*/*/*/*"], "Sid": "ALBModifyRules"}], "Version":
"2012-10-17"}""",
    ),
    "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity": (
        "/service-role/",
        "v4",
        "2026-02-12",
        """{"Statement": [{"Action": "secretsmanager:CreateSecret", "Condition": {"ArnLike":
{"aws:RequestTag/AmazonECSCreated": ["arn:aws:ecs:*:*:service/*/*", "arn:aws:ecs:*:*:task-set/*/*"]},
"StringEquals": {"aws:RequestTag/AmazonECSManaged": "true", "aws:ResourceAccount":
"${aws:PrincipalAccount}"}}, "Effect": "Allow", "Resource": "arn:aws:secretsmanager:*:*:secret:ecs-sc!*",
"Sid": "CreateSecret"}, {"Action": "secretsmanager:TagResource", "Condition": {"ArnLike":
{"aws:RequestTag/AmazonECSCreated": ["arn:aws:ecs:*:*:service/*/*", "arn:aws:ecs:*:*:task-set/*/*"]},
"StringEquals": {"aws:RequestTag/AmazonECSManaged": "true", "aws:ResourceAccount":
"${aws:PrincipalAccount}"}}, "Effect": "Allow", "Resource": "arn:aws:secretsmanager:*:*:secret:ecs-sc!*",
"Sid": "TagOnCreateSecret"}, {"Action": ["secretsmanager:UpdateSecret", "secretsmanager:GetSecretValue",
"secretsmanager:PutSecretValue", "secretsmanager:DeleteSecret", "secretsmanager:RotateSecret",
"secretsmanager:UpdateSecretVersionStage"], "Condition": {"StringEquals": {"aws:ResourceAccount":
"${aws:PrincipalAccount}", "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "ecs-sc"}},
"Effect": "Allow", "Resource": "arn:aws:secretsmanager:*:*:secret:ecs-sc!*", "Sid":
"RotateTLSCertificateSecret"}, {"Action": ["secretsmanager:DescribeSecret"], "Condition":
{"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}, "Effect": "Allow", "Resource":
"arn:aws:secretsmanager:*:*:secret:ecs-sc!*", "Sid": "DescribeTLSCertificateSecret"}, {"Action":
["acm-pca:GetCertificate", "acm-pca:GetCertificateAuthorityCertificate",
"acm-pca:DescribeCertificateAuthority"], "Condition": {"StringEquals":
{"aws:ResourceTag/AmazonECSManaged": "true"}}, "Effect": "Allow", "Resource": "*", "Sid":
"ManagePrivateCertificateAuthority"}, {"Action": ["acm-pca:IssueCertificate"], "Condition":
{"StringEquals": {"acm-pca:TemplateArn": "arn:aws:acm-pca:::template/EndEntityCertificate/V1",
"aws:ResourceTag/AmazonECSManaged": "true"}}, "Effect": "Allow", "Resource": "*", "Sid":
"ManagePrivateCertificateAuthorityForIssuingEndEntityCertificate"}], "Version": "2012-10-17"}""",
    ),
    "AmazonECSInfrastructureRolePolicyForVolumes": (
        "/service-role/",
        "v5",
        "2026-02-12",
        """{"Statement": [{"Action": "ec2:CreateVolume", "Condition": {"ArnLike":
{"aws:RequestTag/AmazonECSCreated": "arn:aws:ecs:*:*:task/*"}, "StringEquals":
{"aws:RequestTag/AmazonECSManaged": "true"}}, "Effect": "Allow", "Resource": "arn:aws:ec2:*:*:volume/*",
"Sid": "CreateEBSManagedVolume"}, {"Action": "ec2:CreateVolume", "Effect": "Allow", "Resource":
"arn:aws:ec2:*:*:snapshot/*", "Sid": "CreateEBSManagedVolumeFromSnapshot"}, {"Action": "ec2:CreateTags",
"Condition": {"ArnLike": {"aws:RequestTag/AmazonECSCreated": "arn:aws:ecs:*:*:task/*"}, "StringEquals":
{"aws:RequestTag/AmazonECSManaged": "true", "ec2:CreateAction": "CreateVolume"}}, "Effect": "Allow",
"Resource": "arn:aws:ec2:*:*:volume/*", "Sid": "TagOnCreateVolume"}, {"Action": ["ec2:DescribeVolumes",
"ec2:DescribeAvailabilityZones"], "Effect": "Allow", "Resource": "*", "Sid":
"DescribeVolumesForLifecycle"}, {"Action": ["ec2:DescribeInstances"], "Effect": "Allow", "Resource": "*",
"Sid": "DescribeInstancesForAttachingVolume"}, {"Action": ["ec2:AttachVolume", "ec2:DetachVolume"],
"Condition": {"StringEquals": {"aws:ResourceTag/AmazonECSManaged": "true"}}, "Effect": "Allow",
"Resource": "arn:aws:ec2:*:*:volume/*", "Sid": "ManageEBSVolumeLifecycle"}, {"Action":
["ec2:AttachVolume", "ec2:DetachVolume"], "Effect": "Allow", "Resource": "arn:aws:ec2:*:*:instance/*",
"Sid": "ManageVolumeAttachmentsForEC2"}, {"Action": "ec2:DeleteVolume", "Condition": {"ArnLike":
{"aws:ResourceTag/AmazonECSCreated": "arn:aws:ecs:*:*:task/*"}, "StringEquals":
{"aws:ResourceTag/AmazonECSManaged": "true"}}, "Effect": "Allow", "Resource": "arn:aws:ec2:*:*:volume/*",
"Sid": "DeleteEBSManagedVolume"}], "Version": "2012-10-17"}""",
    ),
    "AmazonECSInfrastructureRolePolicyForVpcLattice": (
        "/",
        "v2",
        "2026-09-29",
        """{"Statement": [{"Action": ["vpc-lattice:RegisterTargets", "vpc-lattice:DeregisterTargets"], "Effect":
"Allow", "Resource": ["arn:aws:vpc-lattice:*:*:targetgroup/*"], "Sid":
"ManagedVpcLatticeTargetRegistration"}, {"Action": "vpc-lattice:GetTargetGroup", "Effect": "Allow",
"Resource": ["arn:aws:vpc-lattice:*:*:targetgroup/*"], "Sid": "DescribeVpcLatticeTargetGroup"},
{"Action": "vpc-lattice:ListTargets", "Effect": "Allow", "Resource":
["arn:aws:vpc-lattice:*:*:targetgroup/*"], "Sid": "ListVpcLatticeTargets"}, {"Action":
"vpc-lattice:GetRule", "Effect": "Allow", "Resource":
["arn:aws:vpc-lattice:*:*:service/*/listener/*/rule/*"], "Sid": "GetRule"}, {"Action":
"vpc-lattice:UpdateRule", "Effect": "Allow", "Resource":
["arn:aws:vpc-lattice:*:*:service/*/listener/*/rule/*"], "Sid": "UpdateRule"}, {"Action":
"vpc-lattice:UpdateListener", "Effect": "Allow", "Resource":
["arn:aws:vpc-lattice:*:*:service/*/listener/*"], "Sid": "UpdateListener"}, {"Action":
["ec2:DescribeSubnets", "ec2:DescribeVpcs", "ec2:DescribeInstances"], "Effect": "Allow", "Resource":
["*"], "Sid": "DescribeEc2Resources"}], "Version": "2012-10-17"}""",
    ),
    "AmazonECSTaskExecutionRolePolicy": (
        "/service-role/",
        "v1",
        "2017-11-16",
        """{"Statement": [{"Action": ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability",
"ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"],
"Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonECS_FullAccess": (
        "/",
        "v22",
        "2026-09-02",
        """{"Statement": [{"Action": ["application-autoscaling:DeleteScalingPolicy",
"application-autoscaling:DeregisterScalableTarget", "application-autoscaling:DescribeScalableTargets",
"application-autoscaling:DescribeScalingActivities", "application-autoscaling:DescribeScalingPolicies",
"application-autoscaling:PutScalingPolicy", "application-autoscaling:RegisterScalableTarget",
"appmesh:DescribeVirtualGateway", "appmesh:DescribeVirtualNode", "appmesh:ListMeshes",
"appmesh:ListVirtualGateways", "appmesh:ListVirtualNodes", "autoscaling:CreateAutoScalingGroup",
"autoscaling:CreateLaunchConfiguration", "autoscaling:DeleteAutoScalingGroup",
"autoscaling:DeleteLaunchConfiguration", "autoscaling:Describe*", "autoscaling:UpdateAutoScalingGroup",
"cloudformation:CreateStack", "cloudformation:DeleteStack", "cloudformation:DescribeStack*",
"cloudformation:UpdateStack", "cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms",
"cloudwatch:GetMetricStatistics", "cloudwatch:PutMetricAlarm", "codedeploy:BatchGetApplicationRevisions",
"codedeploy:BatchGetApplications", "codedeploy:BatchGetDeploymentGroups",
"codedeploy:BatchGetDeployments", "codedeploy:ContinueDeployment", "codedeploy:CreateApplication",
"codedeploy:CreateDeployment", "codedeploy:CreateDeploymentGroup", "codedeploy:GetApplication",
"codedeploy:GetApplicationRevision", "codedeploy:GetDeployment", "codedeploy:GetDeploymentConfig",
"codedeploy:GetDeploymentGroup", "codedeploy:GetDeploymentTarget", "codedeploy:ListApplicationRevisions",
"codedeploy:ListApplications", "codedeploy:ListDeploymentConfigs", "codedeploy:ListDeploymentGroups",
"codedeploy:ListDeployments", "codedeploy:ListDeploymentTargets",
"codedeploy:RegisterApplicationRevision", "codedeploy:StopDeployment", "ec2:AssociateRouteTable",
"ec2:AttachInternetGateway", "ec2:AuthorizeSecurityGroupIngress", "ec2:CancelSpotFleetRequests",
"ec2:CreateInternetGateway", "ec2:CreateLaunchTemplate", "ec2:CreateRoute", "ec2:CreateRouteTable",
"ec2:CreateSecurityGroup", "ec2:CreateSubnet", "ec2:CreateVpc", "ec2:DeleteLaunchTemplate",
"ec2:DeleteSubnet", "ec2:DeleteVpc", "ec2:Describe*", "ec2:DetachInternetGateway",
"ec2:DisassociateRouteTable", "ec2:ModifySubnetAttribute", "ec2:ModifyVpcAttribute",
"ec2:RequestSpotFleet", "ec2:RunInstances", "ecs:*", "elasticfilesystem:DescribeAccessPoints",
"elasticfilesystem:DescribeFileSystems", "elasticloadbalancing:CreateListener",
"elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateRule",
"elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:DeleteListener",
"elasticloadbalancing:DeleteLoadBalancer", "elasticloadbalancing:DeleteRule",
"elasticloadbalancing:DeleteTargetGroup", "elasticloadbalancing:DescribeListeners",
"elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeRules",
"elasticloadbalancing:DescribeTargetGroups", "events:DeleteRule", "events:DescribeRule",
"events:ListRuleNamesByTarget", "events:ListTargetsByRule", "events:PutRule", "events:PutTargets",
"events:RemoveTargets", "fsx:DescribeFileSystems", "iam:ListAttachedRolePolicies",
"iam:ListInstanceProfiles", "iam:ListRoles", "lambda:ListFunctions", "logs:CreateLogGroup",
"logs:DescribeLogGroups", "logs:FilterLogEvents", "route53:CreateHostedZone", "route53:DeleteHostedZone",
"route53:GetHealthCheck", "route53:GetHostedZone", "route53:ListHostedZonesByName",
"servicediscovery:CreatePrivateDnsNamespace", "servicediscovery:CreateService",
"servicediscovery:DeleteService", "servicediscovery:GetNamespace", "servicediscovery:GetOperation",
"servicediscovery:GetService", "servicediscovery:ListNamespaces", "servicediscovery:ListServices",
"servicediscovery:UpdateService", "sns:ListTopics"], "Effect": "Allow", "Resource": ["*"], "Sid":
"ECSIntegrationsManagementPolicy"}, {"Action": ["ssm:GetParameter", "ssm:GetParameters",
"ssm:GetParametersByPath"], "Effect": "Allow", "Resource": "arn:aws:ssm:*:*:parameter/aws/service/ecs*",
"Sid": "SSMPolicy"}, {"Action": ["ec2:DeleteInternetGateway", "ec2:DeleteRoute", "ec2:DeleteRouteTable",
"ec2:DeleteSecurityGroup"], "Condition": {"StringLike": {"ec2:ResourceTag/aws:cloudformation:stack-name":
"EC2ContainerService-*"}}, "Effect": "Allow", "Resource": ["*"], "Sid":
"ManagedCloudformationResourcesCleanupPolicy"}, {"Action": "iam:PassRole", "Condition": {"StringLike":
{"iam:PassedToService": "ecs-tasks.amazonaws.com"}}, "Effect": "Allow", "Resource": ["*"], "Sid":
"TasksPassRolePolicy"}, {"Action": "iam:PassRole", "Condition": {"StringEquals": {"iam:PassedToService":
"ecs.amazonaws.com"}}, "Effect": "Allow", "Resource": ["arn:aws:iam::*:role/ecsInfrastructureRole"],
"Sid": "InfrastructurePassRolePolicy"}, {"Action": "iam:PassRole", "Condition": {"StringLike":
{"iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"]}}, "Effect": "Allow", "Resource":
["arn:aws:iam::*:role/ecsInstanceRole*"], "Sid": "InstancePassRolePolicy"}, {"Action": "iam:PassRole",
"Condition": {"StringLike": {"iam:PassedToService": ["application-autoscaling.amazonaws.com",
"application-autoscaling.amazonaws.com.cn"]}}, "Effect": "Allow", "Resource":
["arn:aws:iam::*:role/ecsAutoscaleRole*"], "Sid": "AutoScalingPassRolePolicy"}, {"Action":
"iam:CreateServiceLinkedRole", "Condition": {"StringLike": {"iam:AWSServiceName": ["ecs.amazonaws.com",
"autoscaling.amazonaws.com", "ecs.application-autoscaling.amazonaws.com", "spot.amazonaws.com",
"spotfleet.amazonaws.com"]}}, "Effect": "Allow", "Resource": "*", "Sid":
"ServiceLinkedRoleCreationPolicy"}, {"Action": ["elasticloadbalancing:AddTags"], "Condition":
{"StringEquals": {"elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateRule",
"CreateListener", "CreateLoadBalancer"]}}, "Effect": "Allow", "Resource": "*", "Sid":
"ELBTaggingPolicy"}, {"Action": ["cloudformation:TagResource", "cloudformation:UntagResource"],
"Condition": {"StringEquals": {"cloudformation:CreateAction": ["CreateStack", "UpdateStack"]}}, "Effect":
"Allow", "Resource": "*", "Sid": "CloudFormationTagOnCreate"}], "Version": "2012-10-17"}""",
    ),
}
