CREATE TABLE `reports` (
	`workspace_id` text NOT NULL,
	`report_id` text NOT NULL,
	`schedule_id` text NOT NULL,
	`name` text NOT NULL,
	`due` integer NOT NULL,
	`at` integer NOT NULL,
	`made_by` text,
	`messages` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `report_id`)
);

CREATE INDEX `reports_by_schedule` ON `reports` (`workspace_id`,`schedule_id`,`report_id`);
ALTER TABLE `workspaces` ADD `report_schedules` text;