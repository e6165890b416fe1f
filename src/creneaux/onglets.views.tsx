import { Onglets } from '../platform/interface/index.ts'
import { chemins } from './calendrier.paths.ts'

export const OngletsDuCalendrier = ({ ici }: { ici: string }) => (
  <Onglets
    etiquette="Calendrier"
    onglets={[
      { href: chemins.calendrier, label: 'Semaine' },
      { href: chemins.absences, label: 'Absences et fermetures' },
      { href: chemins.lieux, label: 'Lieux et agendas' },
      { href: chemins.types, label: 'Types de convocation' },
    ].map(ligne => ({ ...ligne, actif: ligne.href === ici }))}
  />
)
