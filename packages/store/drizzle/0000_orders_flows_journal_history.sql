CREATE TABLE `brands` (
	`workspace_id` text NOT NULL,
	`brand_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `brand_id`)
);

CREATE TABLE `dataset_problems` (
	`workspace_id` text NOT NULL,
	`dataset_id` text NOT NULL,
	`row_no` integer NOT NULL,
	`text` text NOT NULL,
	`problems` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `dataset_id`, `row_no`)
);

CREATE TABLE `dataset_rows` (
	`workspace_id` text NOT NULL,
	`dataset_id` text NOT NULL,
	`row_no` integer NOT NULL,
	`at` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `dataset_id`, `row_no`)
);

CREATE INDEX `dataset_rows_by_time` ON `dataset_rows` (`workspace_id`,`dataset_id`,`at`,`row_no`);
CREATE TABLE `datasets` (
	`workspace_id` text NOT NULL,
	`dataset_id` text NOT NULL,
	`name` text NOT NULL,
	`format` text NOT NULL,
	`note` text,
	`mapping` text,
	`total` integer NOT NULL,
	`good` integer NOT NULL,
	`bad` integer NOT NULL,
	`first_at` integer,
	`last_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `dataset_id`)
);

CREATE TABLE `destinations` (
	`workspace_id` text NOT NULL,
	`destination_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`color` text,
	`position` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `destination_id`)
);

CREATE TABLE `drafts` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`revision` integer NOT NULL,
	`document` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `flow_id`)
);

CREATE TABLE `flow_hits` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`node_id` text NOT NULL,
	`day` integer NOT NULL,
	`hits` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `flow_id`, `node_id`, `day`)
);

CREATE TABLE `flow_versions` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`document` text NOT NULL,
	`program` text NOT NULL,
	`reason` text,
	`actor` text NOT NULL,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `flow_id`, `version`)
);

CREATE TABLE `flows` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`owner` text,
	`live_version` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `flow_id`)
);

CREATE TABLE `journal` (
	`workspace_id` text NOT NULL,
	`position` integer NOT NULL,
	`subject` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`actor` text NOT NULL,
	`data` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `position`)
);

CREATE UNIQUE INDEX `journal_chain` ON `journal` (`workspace_id`,`subject`,`seq`);
CREATE TABLE `messages` (
	`workspace_id` text NOT NULL,
	`message_id` text NOT NULL,
	`event` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `message_id`)
);

CREATE TABLE `orders` (
	`workspace_id` text NOT NULL,
	`order_id` text NOT NULL,
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`brand` text,
	`style_code` text,
	`status` text,
	`due_at` integer,
	`due_date` text,
	`amount` integer,
	`currency` text,
	`outcome` text NOT NULL,
	`destination` text,
	`tags` text NOT NULL,
	`search` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `order_id`)
);

CREATE UNIQUE INDEX `orders_identity` ON `orders` (`workspace_id`,`source`,`external_id`);
CREATE INDEX `orders_by_brand` ON `orders` (`workspace_id`,`brand`,`order_id`);
CREATE INDEX `orders_by_destination` ON `orders` (`workspace_id`,`destination`,`order_id`);
CREATE INDEX `orders_by_outcome` ON `orders` (`workspace_id`,`outcome`,`order_id`);
CREATE TABLE `outbox` (
	`workspace_id` text NOT NULL,
	`outbox_id` text NOT NULL,
	`order_id` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`leased_until` integer NOT NULL,
	`attempts` integer NOT NULL,
	`done_at` integer,
	PRIMARY KEY(`workspace_id`, `outbox_id`)
);

CREATE INDEX `outbox_by_order` ON `outbox` (`workspace_id`,`order_id`);
CREATE INDEX `outbox_due` ON `outbox` (`done_at`,`due_at`);
CREATE TABLE `people` (
	`workspace_id` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `person_id`)
);

CREATE TABLE `receipts` (
	`workspace_id` text NOT NULL,
	`order_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`at` integer NOT NULL,
	`result` text NOT NULL,
	`answer` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `order_id`, `content_hash`)
);

CREATE TABLE `replays` (
	`workspace_id` text NOT NULL,
	`replay_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`version` text NOT NULL,
	`revision` integer,
	`dataset_id` text,
	`from_at` integer,
	`to_at` integer,
	`status` text NOT NULL,
	`total` integer NOT NULL,
	`processed` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`result` text,
	`error` text,
	PRIMARY KEY(`workspace_id`, `replay_id`)
);

CREATE INDEX `replays_by_flow` ON `replays` (`workspace_id`,`flow_id`,`started_at`);
CREATE TABLE `requests` (
	`workspace_id` text NOT NULL,
	`request_key` text NOT NULL,
	`order_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `request_key`)
);

CREATE TABLE `state` (
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`until` integer,
	PRIMARY KEY(`workspace_id`, `kind`, `key`)
);

CREATE TABLE `timers` (
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`timer` text NOT NULL,
	`due` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `kind`, `key`, `timer`)
);

CREATE INDEX `timers_due` ON `timers` (`workspace_id`,`due`);
CREATE TABLE `workspaces` (
	`workspace_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL
);
