import { brouillonsDe } from '../dossiers/index.ts'
import { juridictions } from '../moyens/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { cleDeLActe } from './acte.commands.ts'
import { histoireDeLaMesure } from './acte.store.ts'
import { refusDAnnulerPour, refusDeJuridiction, refusSansAuteur } from './competence.rules.ts'
import { auJourDuService } from './correction.rules.ts'
import { correctionsDeLaMesure } from './correction.store.ts'
import { refusDeToucher } from './corrigible.examen.ts'
import { PageMesure } from './deroulement.views.tsx'
import { lecteurDe } from './histoire.views.tsx'
import type { Transition } from './machine.rules.ts'
import { ecranDesActes, sujetDe } from './mesure.ecran.ts'
import { parMesure } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { obligationsDeLaMesure } from './obligation.store.ts'

export function deroulementRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.mesure(':dossierId', ':mesureId'),
    access: 'mesure:lire',
    params: parMesure,
    view: async (tx, lieu, { acteur, aujourdhui }) => {
      const { nom, fil, ...reste } = await ecranDesActes(tx, lieu)
      const sienne = refusDeJuridiction(acteur, reste.mesure).length === 0
      const dernier = reste.actes.at(-1)
      const agir = acteur.peut('acte:ecrire')
      const peut = {
        ecrire:
          acteur.peut('mesure:ecrire') &&
          (await refusDeToucher(tx, acteur, reste.mesure)).length === 0,
        agir: (transition: Transition) =>
          agir && sienne && refusSansAuteur(acteur.fonction, transition).length === 0,
        annuler:
          agir &&
          dernier !== undefined &&
          refusDAnnulerPour(acteur, dernier, sujetDe(reste)).length === 0,
        echeances: acteur.peut('echeance:lire'),
      }
      return {
        titre: nom,
        fil: fil(),
        corps: (
          <PageMesure
            {...reste}
            histoire={await histoireDeLaMesure(tx, lieu.dossierId, lieu.mesureId)}
            corrections={auJourDuService(
              await correctionsDeLaMesure(tx, lieu.dossierId, lieu.mesureId),
              acteur.fuseau,
            )}
            lire={lecteurDe(
              new Map(
                (await juridictions(tx)).map(juridiction => [
                  juridiction.juridictionId,
                  juridiction.nom,
                ]),
              ),
              reste.mesure.decisionLe,
            )}
            obligations={await obligationsDeLaMesure(tx, lieu.dossierId, lieu.mesureId)}
            brouillons={
              await brouillonsDe(tx, {
                ...lieu,
                compteId: acteur.id,
                debut: cleDeLActe({ ...lieu, acte: '' }),
              })
            }
            aujourdhui={aujourdhui}
            peut={peut}
          />
        ),
      }
    },
  })
}
