DROP INDEX `orders_by_outcome`;
ALTER TABLE `orders` ADD `content_hash` text;
ALTER TABLE `orders` ADD `answer_at` integer;
CREATE INDEX `orders_not_decided` ON `orders` (`workspace_id`,`outcome`,`order_id`) WHERE "orders"."outcome" <> 'decided';
PRAGMA foreign_keys=OFF;
CREATE TABLE `__new_receipts` (
	`workspace_id` text NOT NULL,
	`order_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`at` integer NOT NULL,
	`result` text NOT NULL,
	`answer` text,
	`answer_at` integer,
	PRIMARY KEY(`workspace_id`, `order_id`, `content_hash`)
);

INSERT INTO `__new_receipts`("workspace_id", "order_id", "content_hash", "at", "result", "answer", "answer_at") SELECT "workspace_id", "order_id", "content_hash", "at", "result", "answer", NULL FROM `receipts`;
DROP TABLE `receipts`;
ALTER TABLE `__new_receipts` RENAME TO `receipts`;
PRAGMA foreign_keys=ON;