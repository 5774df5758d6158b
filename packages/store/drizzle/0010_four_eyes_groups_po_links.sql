CREATE TABLE `publish_requests` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`request_id` text NOT NULL,
	`revision` integer NOT NULL,
	`reason` text,
	`roll_out` text,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	`ended` text,
	`ended_by` text,
	`ended_at` integer,
	PRIMARY KEY(`workspace_id`, `flow_id`, `request_id`)
);

ALTER TABLE `inbox` ADD `flow_id` text;
ALTER TABLE `orders` ADD `po_no` text;
CREATE INDEX `orders_by_po` ON `orders` (`workspace_id`,`po_no`) WHERE "orders"."po_no" is not null;
ALTER TABLE `tracking_links` ADD `po_no` text;
ALTER TABLE `workspaces` ADD `four_eyes` integer;
ALTER TABLE `workspaces` ADD `group_id` text;