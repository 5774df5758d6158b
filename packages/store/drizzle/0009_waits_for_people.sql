CREATE TABLE `waits` (
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`order_id` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `kind`, `order_id`)
);
