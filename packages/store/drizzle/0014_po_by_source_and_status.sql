DROP INDEX `orders_by_po`;
CREATE INDEX `orders_by_status` ON `orders` (`workspace_id`,`status`,`order_id`);
CREATE INDEX `orders_by_po` ON `orders` (`workspace_id`,`po_no`,`source`) WHERE "orders"."po_no" is not null;