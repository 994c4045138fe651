#include "byte_scan.h"
