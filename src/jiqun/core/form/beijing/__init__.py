"""《北京市中小企业特色产业集群申报表》, written down once, part by part.

Every label, unit, option, note and oddity is exactly as printed. Years are never written as
digits: they come from ``Years``, so that one definition serves every call.
"""
