"""The fictional province Sơn Hải: two years of two committees, made by the program's own actions."""

from giaoban.config.demo.filling import fill

__all__ = ["fill"]
