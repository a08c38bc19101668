package io.tracebridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Tracebridge {

    public static void main(String[] args) {
        SpringApplication.run(Tracebridge.class, args);
    }

}
