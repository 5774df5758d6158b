CREATE TABLE `intake_counts` (
	`workspace_id` text NOT NULL,
	`day` text NOT NULL,
	`source` text NOT NULL,
	`received` integer NOT NULL,
	`accepted` integer NOT NULL,
	`duplicate` integer NOT NULL,
	`updated` integer NOT NULL,
	`quarantined` integer NOT NULL,
	`closed` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `day`, `source`)
);

CREATE TABLE `intake_records` (
	`workspace_id` text NOT NULL,
	`record_id` text NOT NULL,
	`at` integer NOT NULL,
	`day` text NOT NULL,
	`source` text NOT NULL,
	`external_id` text,
	`door` text NOT NULL,
	`outcome` text NOT NULL,
	`order_id` text,
	`raw` text NOT NULL,
	`bytes` integer NOT NULL,
	`problems` text,
	`mends` text,
	`closed_at` integer,
	`mended_by` text,
	PRIMARY KEY(`workspace_id`, `record_id`)
);

CREATE INDEX `intake_quarantined` ON `intake_records` (`workspace_id`,`closed_at`,`record_id`) WHERE "intake_records"."outcome" = 'quarantined';
CREATE TABLE `intake_sources` (
	`workspace_id` text NOT NULL,
	`source_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`enabled` integer NOT NULL,
	`sealed` text NOT NULL,
	`mapping` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `source_id`)
);
