"""The roster (企业名录): the firms behind the figures, judged and added up."""
