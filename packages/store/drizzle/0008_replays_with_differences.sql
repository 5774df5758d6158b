CREATE TABLE `dataset_events` (
	`workspace_id` text NOT NULL,
	`dataset_id` text NOT NULL,
	`at` integer NOT NULL,
	`seq` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `dataset_id`, `at`, `seq`)
);

CREATE TABLE `replay_differences` (
	`workspace_id` text NOT NULL,
	`replay_id` text NOT NULL,
	`seq` integer NOT NULL,
	`order_id` text NOT NULL,
	`kinds` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `replay_id`, `seq`)
);

CREATE INDEX `replay_differences_by_order` ON `replay_differences` (`workspace_id`,`replay_id`,`order_id`);
ALTER TABLE `dataset_rows` ADD `events` integer DEFAULT 0 NOT NULL;
ALTER TABLE `datasets` ADD `hash` text DEFAULT '' NOT NULL;
ALTER TABLE `destinations` ADD `capacity_per_day` integer;
ALTER TABLE `replays` ADD `spec` text DEFAULT '{}' NOT NULL;
ALTER TABLE `replays` ADD `digest` text;
ALTER TABLE `replays` ADD `again_of` text;
ALTER TABLE `replays` ADD `restarts` integer DEFAULT 0 NOT NULL;