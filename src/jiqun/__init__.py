"""jiqun (集群): filing, checking and review of 中小企业特色产业集群 declarations."""
