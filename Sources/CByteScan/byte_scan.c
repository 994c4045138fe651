#include "byte_scan.h"
#include "plain_lines.h"
