CREATE TABLE `rollouts` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`version` integer NOT NULL,
	`baseline` integer NOT NULL,
	`share` integer NOT NULL,
	`by` text NOT NULL,
	`guards` text NOT NULL,
	`actor` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended` text,
	`ended_at` integer,
	PRIMARY KEY(`workspace_id`, `flow_id`, `version`)
);

CREATE TABLE `template_uses` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`template_id` text NOT NULL,
	`version` integer NOT NULL,
	`given` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `flow_id`)
);

CREATE TABLE `templates` (
	`workspace_id` text NOT NULL,
	`template_id` text NOT NULL,
	`version` integer NOT NULL,
	`file` text NOT NULL,
	`mapping` text NOT NULL,
	`actor` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `template_id`, `version`)
);

ALTER TABLE `flows` ADD `group_rule` text;