package io.tracebridge.web.page.issues;

import java.util.List;
import java.util.Map;

import io.tracebridge.web.page.Frame;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.Controller;
import org.springframework.web.servlet.support.RequestContextUtils;

/** A bare page with the card, where no other page answers at the group's address. */
class HostPage {

    private static final int AFTER_CONTROLLERS = 1;

    @Bean
    HandlerMapping hostOfIssues() {
        Controller page = (request, response) -> {
            var view = new ModelAndView("host-of-issues");
            view.addObject("frame", new Frame(List.of("shop"), "shop", "admin", true));
            view.addObject("group", Map.of("fingerprint", Scene.FINGERPRINT));
            var flash = RequestContextUtils.getInputFlashMap(request);
            return view.addAllObjects((flash != null) ? flash : Map.of());
        };
        return new SimpleUrlHandlerMapping(Map.of("/projects/*/groups/*", page), AFTER_CONTROLLERS);
    }

}
