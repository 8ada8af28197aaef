"""Make `resources/reference/common_passwords.txt`: passwords that are refused for being common.

`python -m crm_desktop.devtools.common_passwords LIST.gz` with the list that Django ships
(`django/contrib/auth/common-passwords.txt.gz`). What is common among Chinese users and hardly in
international lists is added from patterns. Shorter passwords than the rule allows are left out.
"""

import gzip
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from crm_desktop.devtools.paths import ROOT
from crm_desktop.domain.user import MINIMUM_PASSWORD

TARGET = ROOT / "resources" / "reference" / "common_passwords.txt"
WORDS = (
    "a aa aaa ab abc abcd asd asdf qq qqq qwe qwer qaz qazwsx zxc zxcv wsx wo woaini woaiwo aini"
    " iloveyou love baobei laopo laogong nihao haha haohao test user admin root guest crm kehu"
    " xitong guanli guanliyuan mima gongsi company pass passwd password pwd p@ssw0rd login welcome"
    " wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo"
    " wangwei wangfang liwei lina zhangwei zhangli liuyang chenchen beijing shanghai guangzhou"
    " shenzhen zhongguo china tianya taobao alibaba tencent weixin wechat iphone xiaomi huawei"
    " facai gongxi longnian"
).split()
ENDINGS = (
    "1 11 12 123 1234 12345 123456 1234567 12345678 123456789 123321 123123 111111 000000 666666"
    " 888888 112233 520 521 1314 5201314 520520 1314520 147258 168 888 666 999 000 2008 2020 2021"
    " 2022 2023 2024 2025 2026 @123 @1234 123! 123456! @123456"
).split()
WALKS = (
    "1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t zaq12wsx zaq1xsw2 qazwsxedc qazwsx123 qweasdzxc"
    " qweasd123 qwerasdf qwertyui qwertyuiop asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 1234qwer"
    " qwer1234 asdf1234 zxcv1234 123qweasd 1qazxsw2 3edc4rfv !qaz2wsx 1qaz@wsx q1w2e3r4 q1w2e3r4t5"
    " qwe123456 147258369 159357258 741852963 789456123 963852741 123698745 159753456 14725836"
    " 5201314520 1314520520 13145201314 52013145201314 woaini1314 woaini520 woaini521 woaini5201314"
    " 1314woaini 520woaini woshishui nishishei 12344321 11223344 1122334455 112233445566 12121212"
    " 123454321 123456789a 123456789q 123456789abc 1234567a 12345678a 123456aa 123456abc 123456qq"
    " 123456asd 123456zxc a12345678 a123456789 abc12345678 1a2b3c4d a1b2c3d4 aa112233 abcd1234"
    " abcdefgh abcdefg1 abc123abc p@ssw0rd passw0rd pa$$w0rd password01 administrator changeme"
    " changeme123 letmein123 default123 88888888a aa888888 qq888888 wang8888 nicaicai nicaibudao"
    " wobuzhidao meiyoumima wangjile zhangsan lisi1234 wangwu123 caonima123 tiantianxiangshang"
).split()


def patterns() -> Iterator[str]:
    """Yield what people type out of habit."""
    yield from WALKS
    for word, ending in product(WORDS, ENDINGS):
        yield word + ending
        yield ending + word
    for digit, length in product("0123456789", range(8, 13)):
        yield digit * length
    for start, length in product(range(10), range(8, 13)):
        yield "".join(str((start + step) % 10) for step in range(length))
        yield "".join(str((start - step) % 10) for step in range(length))
    for pair in range(100):
        yield f"{pair:02}" * 4
        yield f"{pair:02}" * 5
    for letter in "abcdefghijklmnopqrstuvwxyz":
        yield letter * 8
        yield from (f"{letter}{digits}" for digits in ("1234567", "12345678", "123456789"))


def main(international: Path) -> None:
    """Write the file."""
    with gzip.open(international, "rt", encoding="utf-8") as lines:
        known = {line.strip().casefold() for line in lines}
    known.update(password.casefold() for password in patterns())
    long_enough = sorted(password for password in known if len(password) >= MINIMUM_PASSWORD)
    TARGET.write_text("\n".join(long_enough) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
