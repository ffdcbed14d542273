/// Routes that routers tell by BMP (RFC 7854, 8671, 9069): each router's view is kept, and fills in
/// what its flows do not say.
@NullMarked
package weir.decode.bmp;

import org.jspecify.annotations.NullMarked;
