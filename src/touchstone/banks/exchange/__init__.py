"""Exchange with learning systems: Moodle XML, GIFT and CSV come in; Moodle XML, GIFT and QTI 3 go out.

`exporting.export(variants, format)` and `importing.read(content, format)` are the two ways through; `items`
is what stands between the formats and the bank.
"""
