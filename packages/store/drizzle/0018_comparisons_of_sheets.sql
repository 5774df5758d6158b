CREATE TABLE `comparison_rows` (
	`workspace_id` text NOT NULL,
	`comparison_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`row_no` integer,
	`source` text NOT NULL,
	`external_id` text,
	`order_id` text,
	`search` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `comparison_id`, `seq`)
);

CREATE INDEX `comparison_rows_by_kind` ON `comparison_rows` (`workspace_id`,`comparison_id`,`kind`,`seq`);
CREATE TABLE `comparisons` (
	`workspace_id` text NOT NULL,
	`comparison_id` text NOT NULL,
	`at` integer NOT NULL,
	`made_by` text NOT NULL,
	`source` text NOT NULL,
	`file` text NOT NULL,
	`total` integer NOT NULL,
	`same` integer NOT NULL,
	`only_sheet` integer NOT NULL,
	`different` integer NOT NULL,
	`unread` integer NOT NULL,
	`only_system` integer,
	`about` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `comparison_id`)
);
