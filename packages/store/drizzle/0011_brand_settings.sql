ALTER TABLE `brands` ADD `calendar` text;
ALTER TABLE `brands` ADD `approvers` text;
ALTER TABLE `destinations` ADD `brands` text;