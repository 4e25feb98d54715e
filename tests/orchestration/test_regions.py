"""Partitions are the twenty regions and the republic; a key shows code and name."""

from orchestration.regions import partition_key, region_code, region_names, region_partitions


def test_there_are_twenty_regions_and_the_republic() -> None:
    keys = region_partitions().get_partition_keys()
    assert len(keys) == len(set(keys)) == 21
    assert keys[-1].startswith("KZ ")


def test_a_key_gives_its_code_back() -> None:
    assert [region_code(partition_key(code)) for code in region_names()] == list(region_names())


def test_a_report_of_no_known_region_belongs_to_the_republic() -> None:
    assert partition_key(None) == partition_key("KZ") == partition_key("XX-1")
