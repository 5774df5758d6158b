ALTER TABLE `orders` ADD `province` text;
ALTER TABLE `orders` ADD `carrier` text;
ALTER TABLE `orders` ADD `category` text;
ALTER TABLE `orders` ADD `parcel_in` text;
ALTER TABLE `orders` ADD `since` integer;
CREATE INDEX `waits_by_since` ON `waits` (`workspace_id`,`kind`,`since`,`order_id`);
UPDATE `orders` SET (`province`, `carrier`, `category`, `parcel_in`, `since`) = (
  SELECT
    coalesce(json_extract(s.`value`, '$.fields.province'), json_extract(s.`value`, '$.order.province'), json_extract(s.`value`, '$.parked[0].event.order.province')),
    coalesce(json_extract(s.`value`, '$.fields.carrier'), json_extract(s.`value`, '$.order.carrier'), json_extract(s.`value`, '$.parked[0].event.order.carrier')),
    coalesce(json_extract(s.`value`, '$.order.lines[0].category'), json_extract(s.`value`, '$.parked[0].event.order.lines[0].category')),
    json_extract(s.`value`, '$.courier.province'),
    nullif(max(coalesce(json_extract(s.`value`, '$.statusAt'), 0), coalesce(json_extract(s.`value`, '$.courier.at'), 0)), 0)
  FROM `state` s
  WHERE s.`workspace_id` = `orders`.`workspace_id` AND s.`kind` = 'order' AND s.`key` = `orders`.`order_id`
);
