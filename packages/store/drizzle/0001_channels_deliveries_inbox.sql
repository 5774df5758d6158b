CREATE TABLE `channels` (
	`workspace_id` text NOT NULL,
	`channel_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`enabled` integer NOT NULL,
	`settings` text NOT NULL,
	`sealed` text NOT NULL,
	`fallback` text,
	`fault` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `channel_id`)
);

CREATE TABLE `deliveries` (
	`workspace_id` text NOT NULL,
	`delivery_id` text NOT NULL,
	`message_id` text NOT NULL,
	`outbox_id` text NOT NULL,
	`order_id` text NOT NULL,
	`kind` text NOT NULL,
	`level` integer NOT NULL,
	`channel_id` text NOT NULL,
	`fallbacks` text NOT NULL,
	`message` text NOT NULL,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer,
	`leased_until` integer NOT NULL,
	`fixed` integer NOT NULL,
	`digest_id` text,
	`code` text,
	`reason` text,
	`answer` text,
	`created_at` integer NOT NULL,
	`done_at` integer,
	`resent` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `delivery_id`)
);

CREATE INDEX `deliveries_due` ON `deliveries` (`workspace_id`,`status`,`channel_id`,`next_at`);
CREATE INDEX `deliveries_by_time` ON `deliveries` (`workspace_id`,`created_at`,`delivery_id`);
CREATE INDEX `deliveries_by_message` ON `deliveries` (`workspace_id`,`message_id`);
CREATE INDEX `deliveries_by_digest` ON `deliveries` (`workspace_id`,`digest_id`);
CREATE TABLE `inbox` (
	`workspace_id` text NOT NULL,
	`message_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`level` integer NOT NULL,
	`title` text NOT NULL,
	`lines` text NOT NULL,
	`people` text NOT NULL,
	`order_id` text,
	`members` text NOT NULL,
	`acknowledged_at` integer,
	`acknowledged_by` text,
	PRIMARY KEY(`workspace_id`, `message_id`)
);

CREATE INDEX `inbox_by_time` ON `inbox` (`workspace_id`,`at`,`message_id`);
CREATE INDEX `inbox_open` ON `inbox` (`workspace_id`,`acknowledged_at`,`at`);
CREATE TABLE `limiters` (
	`workspace_id` text NOT NULL,
	`credential` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `credential`)
);

ALTER TABLE `people` ADD `contact` text;