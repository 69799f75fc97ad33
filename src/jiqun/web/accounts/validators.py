"""What a password must be, beyond what Django asks; settings name these."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Django's own sentence is not there in Chinese."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要{self.min_length}个字符。"
