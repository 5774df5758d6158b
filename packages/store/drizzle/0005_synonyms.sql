ALTER TABLE `brands` ADD `synonyms` text;
ALTER TABLE `destinations` ADD `synonyms` text;
ALTER TABLE `people` ADD `synonyms` text;