"""What must hold between the tables of an evidence file before it may serve: questions in SQL, sentences beside them."""

# Codes that a file with every code of their generation does not know, and the generation that does.
STRANGE_AREAS = """
WITH strange AS (
  SELECT DISTINCT c.dataset, c.row, c.area
  FROM cell c JOIN dataset d ON d.id = c.dataset
  WHERE d.generation IN (SELECT generation FROM all_named)
    AND NOT EXISTS (SELECT 1 FROM area a WHERE a.generation = d.generation AND a.code = c.area))
SELECT dataset, row, area, (SELECT min(o.generation) FROM area o WHERE o.code = strange.area) FROM strange ORDER BY ALL
"""

# Parts that are more than their whole: a publisher's slip, or two counts of different days.
ABOVE = """
SELECT r.indicator, any_value(r.source), count(*), min(r.area) FROM reading r
WHERE r.numerator > r.denominator AND r.indicator IN (SELECT indicator FROM formula WHERE kind = 'proportion')
GROUP BY 1 ORDER BY 1
"""

# A total beside its parts: how far the two are apart, where every part has a figure.
TOTALS = """
WITH parts AS (SELECT area, period, sum(value) AS added, count(*) = count(value) AS whole FROM cell
               WHERE dataset = $dataset AND measure = $measure AND list_contains(
                 (SELECT list(part) FROM total_of WHERE dataset = $dataset AND measure = $measure AND way = $way), part)
               GROUP BY area, period)
SELECT c.row, c.area, c.value, p.added FROM cell c JOIN parts p USING (area, period)
WHERE c.dataset = $dataset AND c.measure = $measure AND c.part = $total AND p.whole AND abs(c.value - p.added) > 0.5
ORDER BY 1
"""

# Small areas added up by their larger unit, beside the figure that the publisher gives for it.
SUMS = """
SELECT s.row, s.unit, s.added, c.value FROM sum_by s
JOIN cell c ON c.area = s.unit AND c.dataset = $dataset AND c.measure = $measure AND c.part = $part
WHERE s.dataset = $of AND s.published = $published AND abs(s.added - c.value) > $within + 0.5
ORDER BY 1
"""
