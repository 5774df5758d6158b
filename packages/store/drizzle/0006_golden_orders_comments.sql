CREATE TABLE `comments` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`comment_id` text NOT NULL,
	`node_id` text NOT NULL,
	`thread_id` text NOT NULL,
	`author_id` text NOT NULL,
	`author_name` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`edited_at` integer,
	`resolved_at` integer,
	`resolved_by` text,
	PRIMARY KEY(`workspace_id`, `flow_id`, `comment_id`)
);

CREATE TABLE `golden_orders` (
	`workspace_id` text NOT NULL,
	`flow_id` text NOT NULL,
	`golden_id` text NOT NULL,
	`name` text NOT NULL,
	`script` text NOT NULL,
	`expected` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `flow_id`, `golden_id`)
);
