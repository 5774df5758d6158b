INSERT INTO `waits` (`workspace_id`, `kind`, `order_id`, `since`)
SELECT s.`workspace_id`, 'breach', s.`key`, max(json_extract(w.value, '$.deadline'))
FROM `state` s, json_each(s.`value`, '$.watches') w
WHERE s.`kind` = 'order' AND instr(s.`value`, '"breached"') > 0 AND json_extract(w.value, '$.status') = 'breached'
GROUP BY s.`workspace_id`, s.`key`;
