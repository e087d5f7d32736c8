"""The rooms. Each reads named tables and writes named tables; none imports another."""
