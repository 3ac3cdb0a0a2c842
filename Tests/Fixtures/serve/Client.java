import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Java's HttpClient against `bcsession serve`. It asks for HTTP/2 first, and must be content with HTTP/1.1. */
public class Client {
    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String[] one : new String[][] {{"{\"link_id\": \"TU-1\"}", "200"}, {"{\"link_id\": 1.5e}", "400"}}) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0] + "/v2/session/"))
                .header("Content-Type", "application/json").header("X-Api-Key", "any")
                .POST(HttpRequest.BodyPublishers.ofString(one[0])).build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != Integer.parseInt(one[1])) throw new AssertionError(answer + answer.body());
        }
        System.out.println("HttpClient ok");
    }
}
